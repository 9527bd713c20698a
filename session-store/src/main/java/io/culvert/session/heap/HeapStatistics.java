package io.culvert.session.heap;

/**
 * How full a heap store is, and what it cost.
 *
 * @param sessions how many it holds now
 * @param capacity how many it may hold
 * @param evictedNewcomers how many it has evicted so far whose client never came back
 * @param evictedReturned how many it has evicted so far that were in use once: above zero means
 *     that users are losing their sessions and the capacity is too small
 */
public record HeapStatistics(
    long sessions, int capacity, long evictedNewcomers, long evictedReturned) {}
