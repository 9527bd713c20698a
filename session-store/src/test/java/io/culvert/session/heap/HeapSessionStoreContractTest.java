package io.culvert.session.heap;

import io.culvert.session.FakeClock;
import io.culvert.session.SessionStore;
import io.culvert.session.SessionStoreContract;

/** The store in memory keeps the contract of all stores. */
final class HeapSessionStoreContractTest implements SessionStoreContract<Object> {
  private final FakeClock clock = new FakeClock();
  private final HeapSessionStore<Object> store = new HeapSessionStore<>(1000, clock);

  @Override
  public SessionStore<Object> store() {
    return store;
  }

  @Override
  public FakeClock clock() {
    return clock;
  }

  @Override
  public Object value(String text) {
    return text;
  }

  @Override
  public String text(Object value) {
    return (String) value;
  }
}
