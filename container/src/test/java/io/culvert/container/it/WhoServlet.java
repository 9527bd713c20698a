package io.culvert.container.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;

/** Says what it knows of its client; deployed by {@link TrustIT}. */
@WebServlet("/*")
public final class WhoServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String attribute = "jakarta.servlet.request.";
    X509Certificate[] chain =
        (X509Certificate[]) request.getAttribute(attribute + "X509Certificate");
    response
        .getWriter()
        .printf(
            "user %s, principal %s, type %s, secure %s, %s %s %s, certificates %s",
            request.getRemoteUser(),
            request.getUserPrincipal(),
            request.getAuthType(),
            request.isSecure(),
            request.getAttribute(attribute + "secure_protocol"),
            request.getAttribute(attribute + "cipher_suite"),
            request.getAttribute(attribute + "key_size"),
            chain == null ? "none" : chain.length + " " + chain[0].getSubjectX500Principal());
  }
}
