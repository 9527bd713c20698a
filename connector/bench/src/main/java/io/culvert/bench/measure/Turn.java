package io.culvert.bench.measure;

/** What became of one server's turn. */
public sealed interface Turn permits Sample, Spoilt {}
