package io.culvert.connector.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.culvert.connector.ScriptedPeer;
import io.culvert.connector.ScriptedPeer.Answer;
import io.culvert.connector.undertow.ServletServer.Service;
import io.culvert.connector.wire.Record;
import io.culvert.connector.wire.RecordType;
import io.culvert.connector.wire.RecordWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServletAsyncTest {
  private static final byte[] NOTHING = {};

  @TempDir Path folder;
  @AutoClose private ServletServer server;

  private ServletServer serve(Service service) throws Exception {
    server = ServletServer.start(folder, Map.of("/a", service));
    return server;
  }

  @Test
  void anotherThreadCompletesTheResponse() throws Exception {
    serve(
        (request, _) -> {
          AsyncContext async = request.startAsync();
          Thread.ofVirtual().start(() -> writeAndComplete(async));
        });

    assertEquals("later", server.get("/a").body());
  }

  @Test
  void theResponseMayBeCompleteBeforeTheServletReturns() throws Exception {
    serve((request, _) -> writeAndComplete(request.startAsync()));

    assertEquals("later", server.get("/a").body());
  }

  private static void writeAndComplete(AsyncContext async) {
    try {
      async.getResponse().getWriter().write("later");
      async.complete();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDispatchComesBackToTheServlet() throws Exception {
    serve(
        (request, response) -> {
          if (request.getDispatcherType() == DispatcherType.ASYNC) {
            response.getWriter().write("dispatched");
          } else {
            AsyncContext async = request.startAsync();
            async.start(async::dispatch);
          }
        });

    assertEquals("dispatched", server.get("/a").body());
  }

  @Test
  void theConnectionServesOthersWhileARequestIsAsynchronous() throws Exception {
    CompletableFuture<AsyncContext> started = new CompletableFuture<>();
    server =
        ServletServer.start(
            folder,
            Map.of(
                "/a", (request, _) -> started.complete(request.startAsync()),
                "/b", (_, response) -> response.getWriter().write("b")));
    try (ScriptedPeer peer = server.connect()) {
      peer.send(
          ScriptedPeer.request(1, true, ScriptedPeer.get("/a", Map.of()), NOTHING),
          ScriptedPeer.request(2, true, ScriptedPeer.get("/b", Map.of()), NOTHING));
      assertEquals("b", peer.answer(2).body());
      writeAndComplete(started.get());
      assertEquals("later", peer.answer(1).body());
    }
  }

  @Test
  void anAbortIsToldAndEndsTheRequest() throws Exception {
    LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    CompletableFuture<Void> started = new CompletableFuture<>();
    serve(
        (request, _) -> {
          AsyncContext async = request.startAsync();
          async.setTimeout(0);
          async.addListener(
              new Listener() {
                @Override
                public void onError(AsyncEvent event) {
                  told.add("error");
                }

                @Override
                public void onComplete(AsyncEvent event) {
                  told.add("complete");
                }
              });
          started.complete(null);
        });
    try (ScriptedPeer peer = server.connect()) {
      peer.send(beginningOfUpload());
      started.get();
      peer.send(ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING));

      assertEquals("error", told.take());
      assertEquals("complete", told.take());
    }
    while (server.runningRequests() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void tenMegabytesAreEchoedByListeners() throws Exception {
    serve(
        (request, response) -> {
          AsyncContext async = request.startAsync();
          Echo echo = new Echo(async, request.getInputStream(), response.getOutputStream());
          request.getInputStream().setReadListener(echo);
        });
    byte[] body = new byte[10 * 1024 * 1024];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31 + i / 777);
    }
    try (ScriptedPeer peer = server.connect()) {
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      peer.send(
                          ScriptedPeer.request(
                              1,
                              true,
                              ServletServer.params("POST", "/a", Map.of(), body.length),
                              body));
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      Answer answer = peer.answer(1);
      sender.join();

      assertEquals(200, answer.status());
      assertEquals(new String(body, ISO_8859_1), answer.body());
    }
  }

  @Test
  void anAbortIsToldToAReadListener() throws Exception {
    CompletableFuture<Throwable> told = new CompletableFuture<>();
    CompletableFuture<Void> started = new CompletableFuture<>();
    serve(
        (request, _) -> {
          AsyncContext async = request.startAsync();
          async.setTimeout(0);
          ServletInputStream in = request.getInputStream();
          in.setReadListener(
              new ReadListener() {
                @Override
                public void onDataAvailable() throws IOException {
                  byte[] buffer = new byte[100];
                  while (in.isReady()) {
                    in.read(buffer);
                  }
                  started.complete(null);
                }

                @Override
                public void onAllDataRead() {
                  told.complete(new AssertionError("the body was not complete"));
                }

                @Override
                public void onError(Throwable cause) {
                  told.complete(cause);
                  async.complete();
                }
              });
        });
    try (ScriptedPeer peer = server.connect()) {
      peer.send(beginningOfUpload());
      started.get();
      peer.send(ScriptedPeer.record(RecordType.ABORT_REQUEST, 1, NOTHING));

      assertInstanceOf(IOException.class, told.get());
    }
  }

  @Test
  void aWriterThatMustNotWaitIsToldWhenItMayGoOn() throws Exception {
    CompletableFuture<Void> full = new CompletableFuture<>();
    serve(
        (request, response) -> {
          AsyncContext async = request.startAsync();
          ServletOutputStream out = response.getOutputStream();
          out.setWriteListener(
              new WriteListener() {
                private int written;

                @Override
                public void onWritePossible() throws IOException {
                  while (out.isReady()) {
                    if (written == 5_000_000) {
                      async.complete();
                      return;
                    }
                    out.write("0123456789".repeat(1000).getBytes(ISO_8859_1));
                    written += 10_000;
                  }
                  full.complete(null);
                }

                @Override
                public void onError(Throwable cause) {
                  full.completeExceptionally(cause);
                  async.complete();
                }
              });
        });
    try (ScriptedPeer peer = server.connect()) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/a", Map.of()), NOTHING));
      full.get();

      assertEquals("0123456789".repeat(500_000), peer.answer(1).body());
    }
  }

  @Test
  void eventsArriveOneByOne() throws Exception {
    LinkedBlockingQueue<AsyncContext> started = new LinkedBlockingQueue<>();
    serve((request, _) -> started.add(request.startAsync()));
    try (ScriptedPeer peer = server.connect()) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/a", Map.of()), NOTHING));
      AsyncContext async = started.take();
      async.getResponse().setContentType("text/event-stream");
      for (int i = 0; i < 3; i++) {
        async.getResponse().getWriter().write("data: " + i + "\n\n");
        async.getResponse().flushBuffer();
        Record.Stdout event = assertInstanceOf(Record.Stdout.class, peer.next());
        assertTrue(ISO_8859_1.decode(event.content()).toString().endsWith("data: " + i + "\n\n"));
      }
      async.complete();
      assertEquals("", peer.answer(1).stdout());
    }
  }

  @Test
  void aWriteAfterAnAbortFailsAndTheRequestIsOver() throws Exception {
    LinkedBlockingQueue<AsyncContext> started = new LinkedBlockingQueue<>();
    serve((request, _) -> started.add(request.startAsync()));
    AsyncContext async;
    try (ScriptedPeer peer = server.connect()) {
      peer.send(ScriptedPeer.request(1, true, ScriptedPeer.get("/a", Map.of()), NOTHING));
      async = started.take();
    }

    assertThrows(
        IOException.class,
        () -> {
          while (true) {
            async.getResponse().getOutputStream().print("x");
            async.getResponse().flushBuffer();
          }
        });
    while (server.runningRequests() > 0) {
      Thread.onSpinWait();
    }
  }

  /** Ten bytes of hundred; neither the rest nor the end of STDIN. */
  private static byte[] beginningOfUpload() {
    Map<String, String> params = ServletServer.params("POST", "/a", Map.of(), 100);
    byte[] whole = ScriptedPeer.request(1, true, params, new byte[10]);
    return Arrays.copyOf(whole, whole.length - RecordWriter.HEADER_LENGTH);
  }

  /** Copies without ever waiting: reads while it may, writes while it may, in turns. */
  private static final class Echo implements ReadListener, WriteListener {
    private final AsyncContext async;
    private final ServletInputStream in;
    private final ServletOutputStream out;
    private final byte[] buffer = new byte[20_000];
    private int pending;
    private boolean writing;
    private boolean allRead;

    Echo(AsyncContext async, ServletInputStream in, ServletOutputStream out) {
      this.async = async;
      this.in = in;
      this.out = out;
    }

    @Override
    public void onDataAvailable() throws IOException {
      if (!writing) {
        writing = true;
        out.setWriteListener(this);
      }
      copy();
    }

    @Override
    public void onWritePossible() throws IOException {
      copy();
    }

    private void copy() throws IOException {
      while (out.isReady()) {
        if (pending > 0) {
          out.write(buffer, 0, pending);
          pending = 0;
        } else if (allRead) {
          async.complete();
          return;
        } else if (in.isReady()) {
          pending = Math.max(0, in.read(buffer));
        } else {
          return;
        }
      }
    }

    @Override
    public void onAllDataRead() throws IOException {
      allRead = true;
      copy();
    }

    @Override
    public void onError(Throwable cause) {
      async.complete();
    }
  }

  interface Listener extends AsyncListener {
    @Override
    default void onComplete(AsyncEvent event) {}

    @Override
    default void onTimeout(AsyncEvent event) {}

    @Override
    default void onError(AsyncEvent event) {}

    @Override
    default void onStartAsync(AsyncEvent event) {}
  }
}
