/**
 * HTTP sessions of Undertow's servlet engine, kept in a {@link io.culvert.session.SessionStore}.
 * The doors: {@link io.culvert.container.session.SessionManagers} goes into each application's
 * {@code DeploymentInfo}, {@link io.culvert.container.session.SessionSettings} says how its
 * sessions are kept, {@link io.culvert.container.session.Route} what ids end with on this node,
 * {@link io.culvert.container.session.SessionAdministration} shows them to operators, {@link
 * io.culvert.container.session.SessionSweeper} ends those whose time is up.
 *
 * <p><b>What is true.</b> The store alone knows whether a session exists and what it holds. A
 * {@code StoreSession} is only a handle to it: several requests of one session share it while any
 * of them is running, which is how they survive that one of them changes the id.
 *
 * <p><b>When a change is saved.</b> At once, each for itself. In memory that costs next to nothing,
 * concurrent requests see each other's changes as they do in every servlet container, and it makes
 * the order of things harmless: Undertow completes an exchange, and says that the request is done,
 * while the application is still running (after {@code sendRedirect}, after {@code forward}), and
 * whatever the application stores after that is not lost.
 *
 * <p><b>When a change is safe.</b> A store that keeps copies is told to {@code flush} before the
 * head of a response leaves, and when the request leaves the application, for what came after that.
 *
 * <p><b>Generations.</b> Sessions belong to an application, not to one deployment of it. Values are
 * objects of the generation that bound them or was the last to read them; when another one asks,
 * the first writes them down and the other reads them with its own classes. So two generations can
 * serve at once, the last writer wins attribute by attribute, and listeners hear of no end. A value
 * that a request of the old generation changes in place after it was written down is found at the
 * end of the request, by comparing. A generation that ends writes down what it still holds, and at
 * the end of the server everything goes to a file.
 *
 * <p><b>Which ids are taken.</b> Ours only. What a client sends is looked up, and if it is unknown
 * the session gets a new id, also if it is the id of a session in another application. The one
 * exception is a dispatch into another context, where Undertow itself names the id of the calling
 * context's session.
 *
 * <p><b>Routes.</b> A store knows a session by its id, clients and applications by the id with the
 * route of the node that serves it. Routes are put on and taken off where an id leaves or enters:
 * in {@code StoreSessionManager}, {@code StoreSession} and {@code RoutedIds}.
 *
 * <p><b>Other nodes.</b> Where each node keeps its own sessions, {@link
 * io.culvert.container.session.OtherNodes} are offered the requests that belong to them before an
 * application sees these; {@link io.culvert.container.session.Cluster} says which node this is.
 *
 * <p><b>Thread rule.</b> Everything may be called by any number of request threads. Listeners are
 * told on the thread that caused the event: the request's, or for sessions that expire a thread of
 * the sweeper's, one at a time for each application. No lock is held while they run.
 */
@NullMarked
package io.culvert.container.session;

import org.jspecify.annotations.NullMarked;
