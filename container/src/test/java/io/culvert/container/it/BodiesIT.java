package io.culvert.container.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Bodies of forms and what becomes of them, through real web servers. */
@ParameterizedClass(name = "{0}", autoCloseArguments = false)
@ArgumentsSource(Sites.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BodiesIT {
  private static final int SIZE = 300_000;

  private final SharedSite shared;
  private Door door;
  private Visitor visitor;

  BodiesIT(SharedSite shared) {
    this.shared = shared;
  }

  @BeforeEach
  void visit() throws IOException, InterruptedException {
    door = shared.get();
    visitor = door.stranger();
  }

  @AfterEach
  void leave() {
    if (visitor != null) {
      visitor.close();
    }
  }

  @Test
  void fieldsOfFormsAreParameters() throws Exception {
    HttpResponse<String> page =
        visitor.post("/request/form?a=0", Visitor.FORM, "a=1&name=J%C3%BCrgen+%26+Co");
    assertEquals(200, page.statusCode());
    assertEquals("0, 1", Visitor.fact(page, "a").orElse("(none)"));
    assertEquals("J\u00fcrgen & Co", Visitor.fact(page, "name").orElse("(none)"));
  }

  @Test
  void uploadedFilesArriveWhole() throws Exception {
    byte[] file = new Bytes(SIZE).readAllBytes();
    for (String path : List.of("/upload", "/upload/parts")) {
      HttpResponse<String> page =
          visitor.post(
              path,
              "multipart/form-data; boundary=b0undary",
              BodyPublishers.ofByteArray(multipart("b0undary", file)));
      assertEquals(200, page.statusCode(), path);
      assertTrue(page.body().contains("File name: t\u00e4st.bin\n"), page.body());
      assertTrue(page.body().contains("Length: " + SIZE + "\n"), page.body());
      assertTrue(page.body().contains("SHA-256: " + digest(file) + "\n"), page.body());
      assertTrue(page.body().contains("Field: note\n"), page.body());
    }
  }

  private static byte[] multipart(String boundary, byte[] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        """
        --%1$s
        Content-Disposition: form-data; name="note"

        hello
        --%1$s
        Content-Disposition: form-data; name="file"; filename="t\u00e4st.bin"
        Content-Type: application/octet-stream

        """
            .formatted(boundary)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  private static String digest(byte[] bytes) throws IOException {
    try (DigestInputStream in = Bytes.digesting(new ByteArrayInputStream(bytes))) {
      in.transferTo(ByteArrayOutputStream.nullOutputStream());
      return Bytes.sha256(in);
    }
  }

  /** Most web servers take the rest of a body away as soon as they have an answer. */
  @Test
  void filesLargerThanThePageAllowsAreRefusedByIt() throws Exception {
    byte[] body = multipart("b0undary", new Bytes(17 << 20).readAllBytes());
    String type = "multipart/form-data; boundary=b0undary";
    try (RawHttp client = RawHttp.connect(door.port())) {
      assertEquals("413", Reply.toUpload(client, "/upload/parts", type, body).outcome());
    }
  }

  /** Of a size that fits in one write: nginx sends no more of a body once it has an answer. */
  @Test
  void bodiesComeBackAsTheyWere() throws Exception {
    byte[] body = new Bytes(30_000).readAllBytes();
    HttpResponse<byte[]> echo =
        visitor
            .client()
            .send(
                visitor.request("/echo").POST(BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(200, echo.statusCode());
    assertEquals(digest(body), digest(echo.body()));
  }
}
