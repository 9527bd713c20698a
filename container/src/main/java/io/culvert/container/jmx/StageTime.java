package io.culvert.container.jmx;

/** One stage of an application's start, and how many milliseconds it took. */
public record StageTime(String stage, long millis) {}
