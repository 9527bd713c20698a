package io.culvert.container.files;

import java.util.Map;

/** Media types of file name extensions, where Undertow's own table is silent or out of date. */
public final class MimeTypes {
  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("js", "text/javascript"), // RFC 9239
          Map.entry("mjs", "text/javascript"),
          Map.entry("map", "application/json"),
          Map.entry("jsonld", "application/ld+json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("woff", "font/woff"), // RFC 8081
          Map.entry("woff2", "font/woff2"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("otf", "font/otf"),
          Map.entry("avif", "image/avif"),
          Map.entry("jxl", "image/jxl"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("oga", "audio/ogg"),
          Map.entry("ogv", "video/ogg"),
          Map.entry("opus", "audio/ogg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("m4v", "video/mp4"),
          Map.entry("md", "text/markdown"),
          Map.entry("ics", "text/calendar"),
          Map.entry("vcf", "text/vcard"),
          Map.entry("atom", "application/atom+xml"),
          Map.entry("rss", "application/rss+xml"),
          Map.entry("xsd", "application/xml"),
          Map.entry("xslt", "application/xslt+xml"),
          Map.entry("dtd", "application/xml-dtd"),
          Map.entry("7z", "application/x-7z-compressed"),
          Map.entry("gz", "application/gzip"),
          Map.entry("jar", "application/java-archive"),
          Map.entry("epub", "application/epub+zip"),
          Map.entry(
              "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
          Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
          Map.entry(
              "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
          Map.entry("odt", "application/vnd.oasis.opendocument.text"),
          Map.entry("ods", "application/vnd.oasis.opendocument.spreadsheet"),
          Map.entry("odp", "application/vnd.oasis.opendocument.presentation"));

  private MimeTypes() {}

  /** The table; keys are extensions in lower case without a dot. */
  public static Map<String, String> byExtension() {
    return BY_EXTENSION;
  }
}
