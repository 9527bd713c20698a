package io.culvert.connector.wire;

/** What a finished stream of name-value pairs turned out to be. */
public sealed interface DecodedPairs permits NameValuePairs, MalformedPairs {}
