package io.culvert.bench.micro;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.culvert.bench.hello.HelloServlet;
import io.culvert.connector.cgi.CgiOutcome;
import io.culvert.connector.cgi.CgiRequestParser;
import io.culvert.connector.cgi.HeaderNames;
import io.culvert.connector.connection.Application;
import io.culvert.connector.memory.GoldenRequest;
import io.culvert.connector.memory.MemoryLoop;
import io.culvert.connector.memory.MemorySocket;
import io.culvert.connector.undertow.AbortListener;
import io.culvert.connector.undertow.UndertowApplication;
import io.culvert.connector.undertow.UndertowSettings;
import io.culvert.connector.wire.NameValueDecoder;
import io.culvert.connector.wire.NameValuePairs;
import io.culvert.connector.wire.PairLimits;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.util.HttpString;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One request from the bytes that a read brings to the bytes of the one write, with more of the
 * server from line to line; the kernel is left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {
  private static final byte[] HEAD = "Status: 200 OK\r\n\r\n".getBytes(ISO_8859_1);
  private static final byte[] CONTENT = "Hello, world!\n".getBytes(ISO_8859_1);

  private final CgiRequestParser<HttpString> parser =
      new CgiRequestParser<>(new HeaderNames<>(HttpString::new), 200);
  private final NameValuePairs pairs = pairs();
  private final UndertowApplication exchanges = undertow(_ -> {});
  private final UndertowApplication servlets = undertow(deployed());
  private final Lane connection =
      new Lane((_, response) -> response.end(ByteBuffer.wrap(HEAD), ByteBuffer.wrap(CONTENT)));
  private final Lane exchange = new Lane(exchanges);
  private final Lane servlet = new Lane(servlets);

  /** A connection in memory and the request it is asked again and again. */
  private static final class Lane {
    private final MemorySocket socket = new MemorySocket(false);
    private final ByteBuffer request = ByteBuffer.wrap(GoldenRequest.records());
    private final MemoryLoop loop;

    Lane(Application application) {
      try {
        this.loop = new MemoryLoop(socket, MemoryLoop.usualSettings(), application, () -> {});
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    long ask() {
      long before = socket.writes();
      socket.feed(request.clear());
      loop.settle();
      if (socket.writes() != before + 1) {
        throw new IllegalStateException("not answered in one write");
      }
      return before;
    }
  }

  /** Ends their threads. */
  @TearDown
  public void close() {
    exchanges.close();
    servlets.close();
  }

  private static UndertowApplication undertow(HttpHandler root) {
    return new UndertowApplication(root, UndertowSettings.DEFAULT, AbortListener.NONE);
  }

  private static HttpHandler deployed() {
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(RequestBenchmark.class.getClassLoader())
            .setContextPath("/shop")
            .setDeploymentName("shop")
            .addServlet(Servlets.servlet("hello", HelloServlet.class).addMapping("/list"));
    DeploymentManager manager = Servlets.newContainer().addDeployment(info);
    manager.deploy();
    HttpHandler handler = started(manager);
    return exchange -> {
      exchange.setRelativePath(exchange.getRelativePath().substring("/shop".length()));
      exchange.setResolvedPath("/shop");
      handler.handleRequest(exchange);
    };
  }

  private static HttpHandler started(DeploymentManager manager) {
    try {
      return manager.start();
    } catch (ServletException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NameValuePairs pairs() {
    NameValueDecoder decoder = new NameValueDecoder(PairLimits.DEFAULT);
    decoder.append(ByteBuffer.wrap(GoldenRequest.pairs()));
    return (NameValuePairs) decoder.end();
  }

  /** Decoded parameters become a validated request. */
  @Benchmark
  public CgiOutcome<HttpString> parse() {
    return parser.parse(pairs);
  }

  /** Connection, request and response, answered by a constant. */
  @Benchmark
  public long throughConnection() {
    return connection.ask();
  }

  /** The same, made an exchange of Undertow and ended with an empty response. */
  @Benchmark
  public long throughExchange() {
    return exchange.ask();
  }

  /** The same, served by a servlet. */
  @Benchmark
  public long throughServlet() {
    return servlet.ask();
  }
}
