package io.culvert.connector.transport;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Calls of the C library for which the JDK has no method. The first call in a process takes about a
 * tenth of a second, so this is not for what every start needs.
 */
final class Posix {
  private final Linker linker = Linker.nativeLinker();

  /** Sets which permissions new files do not get; returns what was set before. */
  int umask(int mask) {
    return call("umask", mask);
  }

  /** Another number for the same open file, or -1 if there is none. */
  int dup(int descriptor) {
    return call("dup", descriptor);
  }

  /** Makes {@code target} another number for the same open file. */
  void dup2(int descriptor, int target) {
    MethodHandle dup2 =
        handle(
            "dup2",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try {
      int _ = (int) dup2.invokeExact(descriptor, target);
    } catch (Throwable e) {
      throw new IllegalStateException("dup2", e);
    }
  }

  void close(int descriptor) {
    int _ = call("close", descriptor);
  }

  private int call(String name, int argument) {
    MethodHandle function =
        handle(name, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try {
      return (int) function.invokeExact(argument);
    } catch (Throwable e) {
      throw new IllegalStateException(name, e);
    }
  }

  @SuppressWarnings("restricted") // the launcher allows it: --enable-native-access
  private MethodHandle handle(String name, FunctionDescriptor type) {
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type);
  }
}
