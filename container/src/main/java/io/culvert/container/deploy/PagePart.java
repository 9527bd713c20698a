package io.culvert.container.deploy;

import io.culvert.container.files.MimeTypes;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.MimeMapping;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Collection;
import java.util.List;
import org.jboss.metadata.web.spec.ErrorPageMetaData;
import org.jboss.metadata.web.spec.LocaleEncodingMetaData;
import org.jboss.metadata.web.spec.MimeMappingMetaData;
import org.jboss.metadata.web.spec.WelcomeFileListMetaData;
import org.jspecify.annotations.Nullable;

/** Tells the servlet engine of welcome files, error pages, media types and encodings. */
final class PagePart {
  private static final List<String> USUAL = List.of("index.html", "index.htm", "index.jsp");

  private final Blueprint blueprint;

  PagePart(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  void addTo(DeploymentInfo info) throws DeploymentException {
    info.addWelcomePages(welcomeFiles());
    addErrorPages(info);
    MimeTypes.byExtension().forEach((ext, type) -> info.addMimeMapping(new MimeMapping(ext, type)));
    for (MimeMappingMetaData each : Given.all(blueprint.descriptor().getMimeMappings())) {
      info.addMimeMapping(
          new MimeMapping(Given.text(each.getExtension()), Given.text(each.getMimeType())));
    }
    addEncodings(info);
  }

  /** What is served for a folder (Servlet 6.1 §10.10): files, or servlets that have such a path. */
  private List<String> welcomeFiles() {
    @Nullable WelcomeFileListMetaData list = blueprint.descriptor().getWelcomeFileList();
    Collection<String> declared = list == null ? List.of() : Given.all(list.getWelcomeFiles());
    return (declared.isEmpty() ? USUAL : declared)
        .stream().map(name -> name.startsWith("/") ? name.substring(1) : name).toList();
  }

  private void addErrorPages(DeploymentInfo info) throws DeploymentException {
    boolean hasDefault = false;
    for (ErrorPageMetaData page : Given.all(blueprint.descriptor().getErrorPages())) {
      String location = Given.text(page.getLocation());
      if (!location.startsWith("/")) {
        throw blueprint.error("location", location, "an error page must begin with '/'");
      }
      String code = Given.text(page.getErrorCode());
      String exception = Given.text(page.getExceptionType());
      if (!code.isEmpty()) {
        info.addErrorPage(new ErrorPage(location, statusCode(code)));
      } else if (!exception.isEmpty()) {
        addExceptionPage(info, location, exception);
      } else if (!hasDefault) {
        hasDefault = true; // the first one is that of web.xml
        info.addErrorPage(new ErrorPage(location));
      }
    }
  }

  private void addExceptionPage(DeploymentInfo info, String location, String exception) {
    try {
      info.addErrorPage(
          new ErrorPage(location, blueprint.load("exception-type", exception, Throwable.class)));
    } catch (DeploymentException e) {
      // what is not there is never thrown
      blueprint.remark(e.getMessage() + "; its error page is never shown");
    }
  }

  private int statusCode(String code) throws DeploymentException {
    if (!code.matches("[1-5]\\d\\d")) {
      throw blueprint.error("error-code", code, "must be a status code from 100 to 599");
    }
    return Integer.parseInt(code);
  }

  private void addEncodings(DeploymentInfo info) throws DeploymentException {
    String request = Given.text(blueprint.descriptor().getRequestCharacterEncoding());
    info.setDefaultRequestEncoding(charset("request-character-encoding", orUtf8(request)));
    String response = Given.text(blueprint.descriptor().getResponseCharacterEncoding());
    info.setDefaultResponseEncoding(charset("response-character-encoding", orUtf8(response)));
    if (blueprint.descriptor().getLocalEncodings() != null) {
      for (LocaleEncodingMetaData each :
          Given.all(blueprint.descriptor().getLocalEncodings().getMappings())) {
        info.addLocaleCharsetMapping(
            Given.text(each.getLocale()), charset("encoding", Given.text(each.getEncoding())));
      }
    }
  }

  /**
   * Where nothing is said: not ISO-8859-1, as Servlet 6.1 §3.12 and §5.6 have it, but what all
   * browsers send and expect today, and what Tomcat's own web.xml says for all its applications.
   */
  private static String orUtf8(String encoding) {
    return encoding.isEmpty() ? "UTF-8" : encoding;
  }

  private String charset(String element, String name) throws DeploymentException {
    try {
      if (Charset.isSupported(name)) {
        return name;
      }
    } catch (IllegalCharsetNameException _) {
      // said below
    }
    throw blueprint.error(element, name, "there is no such character encoding");
  }
}
