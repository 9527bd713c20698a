package io.culvert.connector.cgi;

import java.net.InetAddress;

/** Who asked whom, and whether over TLS. */
record Origin(HostPort host, boolean secure, InetAddress client, InetAddress server) {}
