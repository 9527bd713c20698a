package io.culvert.connector.cgi;

/** What HTTP has in the request line, and the length of the content, -1 if unknown. */
record RequestHead(
    String method, HttpProtocol protocol, RequestTarget target, long contentLength) {}
