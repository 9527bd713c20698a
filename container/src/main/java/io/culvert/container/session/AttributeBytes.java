package io.culvert.container.session;

import io.culvert.session.SessionId;
import io.culvert.session.ValueBytes;
import java.util.Optional;

/** Attributes on disk. */
record AttributeBytes() implements ValueBytes<Attribute> {
  @Override
  public Optional<byte[]> bytes(SessionId session, String name, Attribute value) {
    return value.copy(new Place(session, name));
  }

  @Override
  public Attribute value(byte[] bytes) {
    return Attribute.of(bytes);
  }
}
