package io.culvert.sample.waiting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoPumpTest {
  private final FakeInput in = new FakeInput();
  private final FakeOutput out = new FakeOutput();
  private int completions;
  private final EchoPump pump = new EchoPump(in, out, () -> completions++);

  @Test
  void emptyBodyIsAnsweredAtOnce() throws IOException {
    in.end();
    out.ready = true;
    pump.start();
    pump.onWritePossible();
    assertEquals(1, completions);
    assertEquals(0, out.written.size());
  }

  @Test
  void nothingIsReadWhileNothingCanBeWritten() throws IOException {
    in.arrives(new byte[100]);
    pump.start();
    pump.onDataAvailable();
    assertEquals(100, in.unread());
  }

  @Test
  void failureCompletesTheRequestOnce() {
    pump.start();
    pump.onError(new IOException("gone"));
    pump.onError(new IOException("gone"));
    assertEquals(1, completions);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyByteComesBackInWhateverOrderTheSidesBecomeReady(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] body = new byte[200_000];
    random.nextBytes(body);
    int sent = 0;
    pump.start();
    for (int turn = 0; completions == 0 && turn < 1_000_000; turn++) {
      switch (random.nextInt(3)) {
        case 0 -> {
          int n = Math.min(random.nextInt(5_000), body.length - sent);
          in.arrives(Arrays.copyOfRange(body, sent, sent + n));
          sent += n;
          if (sent == body.length) {
            in.end();
          }
          pump.onDataAvailable();
        }
        case 1 -> {
          out.ready = true;
          pump.onWritePossible();
        }
        default -> out.ready = random.nextBoolean();
      }
    }
    assertEquals(1, completions);
    assertArrayEquals(body, out.written.toByteArray());
  }

  private static final class FakeInput extends ServletInputStream {
    private byte[] waiting = new byte[0];
    private boolean ended;

    void arrives(byte[] more) {
      int before = waiting.length;
      waiting = Arrays.copyOf(waiting, before + more.length);
      System.arraycopy(more, 0, waiting, before, more.length);
    }

    void end() {
      ended = true;
    }

    int unread() {
      return waiting.length;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (waiting.length == 0) {
        return -1;
      }
      int n = Math.min(length, waiting.length);
      System.arraycopy(waiting, 0, target, offset, n);
      waiting = Arrays.copyOfRange(waiting, n, waiting.length);
      return n;
    }

    @Override
    public int read() {
      throw new AssertionError("the pump reads whole buffers");
    }

    @Override
    public boolean isFinished() {
      return ended && waiting.length == 0;
    }

    @Override
    public boolean isReady() {
      return ended || waiting.length > 0;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      // the test calls the listener itself
    }
  }

  private static final class FakeOutput extends ServletOutputStream {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean ready;

    @Override
    public void write(int b) {
      throw new AssertionError("the pump writes whole buffers");
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      assertEquals(true, ready, "written to although not ready");
      written.write(source, offset, length);
      // as after every real non-blocking write, it may be enough for now
      ready = written.size() % 3 != 0;
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      // the test calls the listener itself
    }
  }
}
