package io.culvert.sample.transfer;

import io.culvert.sample.web.FactSheet.Group;

/** What is told about a part that came. */
final class ReceivedPart {
  private ReceivedPart() {}

  static Group describe(PartHeader header, Digest digest) {
    return Group.titled("Part " + header.name())
        .with("Field", header.name())
        .with("File name", header.fileName().isEmpty() ? "(none)" : header.fileName())
        .with("Content type", header.contentType().isEmpty() ? "(none)" : header.contentType())
        .with("Length", digest.length())
        .with("SHA-256", digest.sha256())
        .build();
  }
}
