/**
 * Where sessions live: the contract between whoever serves requests and whatever keeps sessions. It
 * knows no servlets. The door is {@link io.culvert.session.SessionStore}; what passes through it
 * are values: a {@link io.culvert.session.SessionSnapshot} comes out, a {@link
 * io.culvert.session.SessionUpdate} of single attributes goes in, and what happened is returned as
 * a value too. A store never calls back: sessions that it ends on its own, because their time was
 * up or room was needed, are handed to the caller, who tells the application.
 *
 * <p><b>Why a store is generic.</b> A store in memory wants the application's own objects: two
 * requests of one session must see the same cart, not two copies, and nothing may be serialised.
 * What is written somewhere must be bytes, and a store must never load an application's class. So
 * the type of an attribute value is the store's parameter, and whoever wants copies written brings
 * along how values become bytes, one by one, mostly by an {@link
 * io.culvert.session.AttributeCodec}. Ids, times, versions, renaming and expiry are the same for
 * all stores and are proved by one contract test.
 *
 * <p><b>Thread rule.</b> Every type here is immutable or, like stores, safe for any number of
 * threads. Only stores may block, and each says whether it does.
 */
@NullMarked
package io.culvert.session;

import org.jspecify.annotations.NullMarked;
