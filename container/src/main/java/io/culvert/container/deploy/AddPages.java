package io.culvert.container.deploy;

import io.culvert.container.buildcache.Lease;
import io.culvert.container.deploy.jsp.CompileMode;
import io.culvert.container.deploy.jsp.JspApplication;
import io.culvert.container.deploy.jsp.JspSupport;
import io.culvert.container.deploy.jsp.PageProgress;
import io.culvert.container.deploy.jsp.Pages;
import io.culvert.container.deploy.pages.PageFailure;
import io.undertow.servlet.api.DeploymentInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds what serves an application's JSP pages, and compiles them if that comes first. */
final class AddPages implements Stage<Assembled, WithPages> {
  private final JspSupport jsp;
  private final PagePolicy policy;
  private final Remarks remarks;

  AddPages(JspSupport jsp, PagePolicy policy, Remarks remarks) {
    this.jsp = jsp;
    this.policy = policy;
    this.remarks = remarks;
  }

  @Override
  public WithPages run(Assembled assembled) throws DeploymentException {
    WithPages added = uncompiled(assembled, mode(assembled.info()));
    if (added.mode() == CompileMode.EAGER) {
      try {
        compile(added);
      } catch (IOException e) {
        throw failed(added.builds(), unprepared(e));
      } catch (DeploymentException e) {
        throw failed(added.builds(), e);
      }
    }
    return added;
  }

  /** Only adds them. */
  WithPages uncompiled(Assembled assembled, CompileMode mode) throws DeploymentException {
    Lease builds = policy.cache().lease();
    try {
      Pages pages = jsp.addTo(assembled.info(), application(assembled, builds));
      DeploymentSpec spec = assembled.described().scanned().exploded().spec();
      return new WithPages(assembled, pages, mode, failure -> remark(spec, failure), builds);
    } catch (IOException e) {
      throw failed(builds, unprepared(e));
    }
  }

  private static DeploymentException unprepared(IOException e) {
    return new DeploymentException("pages cannot be prepared: " + e.getMessage(), e);
  }

  private static DeploymentException failed(Lease builds, DeploymentException failure) {
    try {
      builds.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private static JspApplication application(Assembled assembled, Lease builds) throws IOException {
    Scanned scanned = assembled.described().scanned();
    Exploded exploded = scanned.exploded();
    List<Path> classPath = new ArrayList<>();
    classPath.add(exploded.root().resolve("WEB-INF/classes"));
    scanned.jars().forEach(jar -> classPath.add(jar.file()));
    return new JspApplication(
        assembled.described().descriptor(),
        scanned.jars().stream()
            .filter(jar -> jar.holds(JarPart.TAG_LIBRARIES))
            .map(LibraryJar::fileName)
            .toList(),
        classPath,
        exploded.privateFolder().resolve("jsp"),
        exploded.isPrivate() ? Optional.of(exploded.digest()) : Optional.empty(),
        isServedInPlace(exploded),
        builds);
  }

  private static boolean isServedInPlace(Exploded exploded) throws IOException {
    Path war = exploded.spec().war();
    return Files.isDirectory(war) && exploded.root().equals(war.toRealPath());
  }

  private CompileMode mode(DeploymentInfo info) throws DeploymentException {
    @Nullable String given = info.getInitParameters().get(PagePolicy.PARAMETER);
    if (given == null) {
      return policy.mode();
    }
    return CompileMode.of(given)
        .orElseThrow(
            () ->
                new DeploymentException(
                    "WEB-INF/web.xml: <param-value> of %s: '%s' is none of %s"
                        .formatted(
                            PagePolicy.PARAMETER, given, Arrays.toString(CompileMode.values()))));
  }

  private void compile(WithPages added) throws IOException, DeploymentException {
    List<PageFailure> failures = added.pages().compile(PageProgress.NONE).failures();
    if (policy.strict() && !failures.isEmpty()) {
      throw new DeploymentException(
          "%d %s not compile, the first one: %s"
              .formatted(
                  failures.size(),
                  failures.size() == 1 ? "page does" : "pages do",
                  failures.getFirst()));
    }
    failures.forEach(added.failures());
  }

  private void remark(DeploymentSpec spec, PageFailure failure) {
    remarks.remark(spec, failure + "; it is answered with 500");
  }
}
