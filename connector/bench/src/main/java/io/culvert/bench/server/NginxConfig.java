package io.culvert.bench.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One nginx configuration for all servers: the same worker, the same keep-alive, a loopback port
 * for each. Access is not logged; temporary files stay in the run's own folder.
 */
final class NginxConfig {
  private static final String FASTCGI =
      """
            fastcgi_pass %1$s;
            fastcgi_keep_conn %2$s;
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_param REQUEST_METHOD $request_method;
            fastcgi_param CONTENT_TYPE $content_type;
            fastcgi_param CONTENT_LENGTH $content_length;
            fastcgi_param SCRIPT_NAME $fastcgi_script_name;
            fastcgi_param REQUEST_URI $request_uri;
            fastcgi_param DOCUMENT_URI $document_uri;
            fastcgi_param DOCUMENT_ROOT $document_root;
            fastcgi_param SERVER_PROTOCOL $server_protocol;
            fastcgi_param REQUEST_SCHEME $scheme;
            fastcgi_param HTTPS $https if_not_empty;
            fastcgi_param GATEWAY_INTERFACE CGI/1.1;
            fastcgi_param SERVER_SOFTWARE nginx/$nginx_version;
            fastcgi_param REMOTE_ADDR $remote_addr;
            fastcgi_param REMOTE_PORT $remote_port;
            fastcgi_param SERVER_ADDR $server_addr;
            fastcgi_param SERVER_PORT $server_port;
            fastcgi_param SERVER_NAME $server_name;
      """;

  private static final String HTTP =
      """
            proxy_pass http://%1$s;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Forwarded-Proto $scheme;
      """;

  /** More than the most connections, so that nginx never closes one between requests. */
  private static final String KEEPALIVE =
      """
          keepalive 512;
          keepalive_requests 100000000;
          keepalive_timeout 300s;
      """;

  private final Path directory;
  private final String user;
  private final boolean kept;

  /**
   * The configuration for whoever runs it: as root, nginx would give its worker to a user who can't
   * reach the sockets; as anybody else it must not try.
   */
  NginxConfig(Path directory, String user, boolean kept) {
    this.directory = directory;
    this.user = user;
    this.kept = kept;
  }

  /** The text, with one server block for each of the servers. */
  String text(Map<Peer, Integer> ports) {
    String servers =
        ports.entrySet().stream()
            .map(entry -> server(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
    String worker = user.equals("root") ? "user root;\n" : "";
    return """
          daemon off;
          worker_processes 1;
          %2$spid %1$s/nginx.pid;
          error_log %1$s/nginx-error.log warn;
          events {
            worker_connections 1024;
          }
          http {
            access_log off;
            keepalive_timeout 300s;
            keepalive_requests 100000000;
            client_body_temp_path %1$s/nginx-body;
            proxy_temp_path %1$s/nginx-proxy;
            fastcgi_temp_path %1$s/nginx-fastcgi;
            uwsgi_temp_path %1$s/nginx-uwsgi;
            scgi_temp_path %1$s/nginx-scgi;
            client_max_body_size 2m;
            client_body_buffer_size 2m;
            fastcgi_buffers 32 64k;
            proxy_buffers 32 64k;

          %3$s}
          """
        .formatted(directory, worker, servers);
  }

  private String server(Peer peer, int port) {
    String pass =
        switch (peer.protocol()) {
          case FASTCGI -> FASTCGI;
          case HTTP -> HTTP;
        };
    return """
            upstream %1$s {
              server %2$s;
          %5$s  }
            server {
              listen 127.0.0.1:%3$d;
              location / {
          %4$s    }
            }
          """
        .formatted(
            peer.id(),
            peer.address(),
            port,
            pass.formatted(peer.id(), kept ? "on" : "off"),
            kept ? KEEPALIVE : "");
  }
}
