/**
 * Sessions in Redis, where several servers find them. The doors: {@link
 * io.culvert.session.redis.RedisSessionStore}, for one application, and {@link
 * io.culvert.session.redis.RedisServer}, which all applications share, with its {@link
 * io.culvert.session.redis.RedisSettings} and {@link io.culvert.session.redis.RedisAddress}.
 *
 * <p>What is true is in Redis, and what is done to a session is one script there, which is done as
 * a whole. A request asks once, when it comes with the session, whether what this process knows of
 * it is still so, by the mark of the last change: so it sees whatever anybody was told of before,
 * and what has changed comes with the same answer. Messages from Redis about changes would not do,
 * which may arrive after the next request has. From then on for a second nobody asks again.
 *
 * <p>Sessions end by their own times. Every server looks for those whose time is up; the one whose
 * script takes a session away tells its listeners. If no server runs for an hour after that, Redis
 * drops the session by itself and nobody is told.
 *
 * <p><b>Thread rule.</b> Any number of threads, which wait for Redis, for a bounded time. While it
 * is away there is one thread of ours that tries to reach it; no lock is held while anybody waits
 * but the one that keeps this to one thread.
 */
@NullMarked
package io.culvert.session.redis;

import org.jspecify.annotations.NullMarked;
