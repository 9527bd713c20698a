package io.culvert.session;

/**
 * How a store fares that has to ask others, since it was opened.
 *
 * @param hits how often a session was known well enough that nobody was asked
 * @param confirmed how often the others were asked and had nothing new to say of a session
 * @param misses how often a session came from them, because it was not known, or not up to date
 * @param away whether they don't answer
 * @param backlog how many changes and visits they have yet to be told of; of all applications
 */
public record RemoteStatistics(
    long hits, long confirmed, long misses, boolean away, long backlog) {}
