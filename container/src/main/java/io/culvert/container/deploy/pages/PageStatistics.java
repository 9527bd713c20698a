package io.culvert.container.deploy.pages;

/**
 * What happened to the pages of one application since it was deployed.
 *
 * @param pages how many it has; some of them nobody may have asked for yet
 * @param compiled how often this process has compiled one
 * @param fromCache how many had been compiled before, by whomever, and were found
 * @param failed how many do not compile
 * @param compiledAtRequestTime how often somebody had to wait because nobody had compiled the page
 *     before
 */
public record PageStatistics(
    long pages, long compiled, long fromCache, long failed, long compiledAtRequestTime) {}
