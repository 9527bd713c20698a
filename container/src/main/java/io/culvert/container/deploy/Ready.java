package io.culvert.container.deploy;

import io.undertow.servlet.api.InstanceFactory;
import io.undertow.servlet.util.ImmediateInstanceHandle;

/** An object that exists already, for a servlet engine that wants to make its own. */
record Ready<T>(T instance) {
  InstanceFactory<T> factory() {
    return () -> new ImmediateInstanceHandle<>(instance);
  }
}
