/**
 * Where sessions live: the contract between whoever serves requests and whatever keeps sessions. It
 * knows no servlets. The door is {@link io.culvert.session.SessionStore}; what passes through it
 * are values: a {@link io.culvert.session.SessionSnapshot} comes out, a {@link
 * io.culvert.session.SessionUpdate} of single attributes goes in, and what happened is returned as
 * a value too. A store never calls back: sessions that it ends on its own, because their time was
 * up or room was needed, are handed to the caller, who tells the application.
 *
 * <p><b>Why a store is generic.</b> A store in memory wants the application's own objects: two
 * requests of one session must see the same cart, not two copies, and nothing may be serialised. A
 * store on disk or in a network wants bytes and must never load an application's class. So the type
 * of an attribute value is the store's parameter: {@code SessionStore<Object>} keeps objects,
 * {@code SessionStore<byte[]>} keeps what an {@link io.culvert.session.AttributeCodec} made of
 * them. Ids, times, versions, renaming and expiry are the same for both and are proved by one
 * contract test. Whoever serves requests always speaks to a {@code SessionStore<Object>}; in front
 * of a store of bytes stands one that remembers decoded objects and owns the codec.
 *
 * <p><b>Thread rule.</b> Every type here is immutable or, like stores, safe for any number of
 * threads. Only stores may block, and each says whether it does.
 */
@NullMarked
package io.culvert.session;

import org.jspecify.annotations.NullMarked;
