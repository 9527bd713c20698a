package io.culvert.connector.undertow;

import io.culvert.connector.connection.BufferPool;
import io.undertow.UndertowOptions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.xnio.OptionMap;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * What all requests share: buffers, options, and the XNIO worker that Undertow asks for tasks,
 * which run on virtual threads. Timers and asynchronous callbacks run on threads of our own.
 */
final class Engine implements AutoCloseable {
  /** What a response record carries besides its content: header and end of the response. */
  private static final int RECORD_OVERHEAD = 32;

  /** What goes out as one record at the end of a response, and therefore never waits for room. */
  static final int RECORD_CONTENT = BufferPool.BUFFER_SIZE - RECORD_OVERHEAD;

  /** Two buffers of an application's output make one record. */
  private static final int BUFFER_SIZE = RECORD_CONTENT / 2;

  /** A piece of a file makes two. */
  private static final int FILE_BUFFER_SIZE = 2 * RECORD_CONTENT;

  private final BufferPool buffers = new BufferPool(1024, BUFFER_SIZE, true);
  private final BufferPool arrayBuffers = new BufferPool(256, BUFFER_SIZE, false);
  private final BufferPool fileBuffers = new BufferPool(64, FILE_BUFFER_SIZE, true);
  private final ResponseHead heads = new ResponseHead(buffers, new LargeHeads(System::nanoTime));
  private final AbortListener aborts;
  private final TlsInfo tls = new TlsInfo();
  private final OptionMap options;
  private final XnioWorker worker;
  private final List<ExchangeThread> threads;
  private final AtomicInteger nextThread = new AtomicInteger();

  Engine(UndertowSettings settings, AbortListener aborts) {
    this.aborts = aborts;
    this.options = options(settings);
    this.worker = newWorker();
    this.threads =
        IntStream.range(0, settings.ioThreads())
            .mapToObj(number -> new ExchangeThread(worker, number))
            .toList();
  }

  private static OptionMap options(UndertowSettings settings) {
    return OptionMap.builder()
        .set(UndertowOptions.MAX_PARAMETERS, settings.maxParameters())
        .set(UndertowOptions.MAX_ENTITY_SIZE, settings.maxEntitySize())
        // else Undertow would put its own 2 MiB in the place of "no limit"
        .set(UndertowOptions.MULTIPART_MAX_ENTITY_SIZE, -1L)
        // else the values of cookies are cut at the first '=': base64, JSON
        .set(UndertowOptions.ALLOW_EQUALS_IN_COOKIE_VALUE, true)
        .set(UndertowOptions.ALWAYS_SET_DATE, false)
        .getMap();
  }

  private static XnioWorker newWorker() {
    ExecutorService tasks =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual()
                .inheritInheritableThreadLocals(false)
                .name("culvert-task-", 0)
                .factory());
    return Xnio.getInstance("nio", Engine.class.getClassLoader())
        .createWorkerBuilder()
        .setWorkerName("culvert")
        .setWorkerIoThreads(1)
        .setDaemon(true)
        .setExternalExecutorService(tasks)
        .build();
  }

  /** Buffers for what applications read and write. */
  BufferPool buffers() {
    return buffers;
  }

  /** The same on the heap, for those who need an array. */
  BufferPool arrayBuffers() {
    return arrayBuffers;
  }

  /** Buffers for files on their way out. */
  BufferPool fileBuffers() {
    return fileBuffers;
  }

  ResponseHead heads() {
    return heads;
  }

  OptionMap options() {
    return options;
  }

  XnioWorker worker() {
    return worker;
  }

  /** For the callbacks and timers of one exchange. */
  ExchangeThread thread() {
    int size = threads.size();
    return threads.get(size == 1 ? 0 : Math.floorMod(nextThread.getAndIncrement(), size));
  }

  AbortListener aborts() {
    return aborts;
  }

  TlsInfo tls() {
    return tls;
  }

  /**
   * Ends the I/O thread. Tasks that still run come to their end, and may begin others: what an
   * asynchronous servlet leaves behind is not cut off in the middle.
   */
  @Override
  public void close() {
    worker.shutdown();
    threads.forEach(ExchangeThread::shutdown);
    buffers.clear();
    arrayBuffers.clear();
    fileBuffers.clear();
  }
}
