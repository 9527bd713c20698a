package io.culvert.connector.cgi;

/** What a raw path turned out to be. */
public sealed interface PathOutcome permits RequestPath, SuspiciousPath {}
