package io.culvert.container.deploy;

import io.culvert.container.deploy.jsp.JspApplication;
import io.culvert.container.deploy.jsp.JspSupport;
import java.io.IOException;

/** Adds what serves an application's JSP pages. */
final class AddPages implements Stage<Assembled, Assembled> {
  private final JspSupport jsp;

  AddPages(JspSupport jsp) {
    this.jsp = jsp;
  }

  @Override
  public Assembled run(Assembled assembled) throws DeploymentException {
    Scanned scanned = assembled.described().scanned();
    Exploded exploded = scanned.exploded();
    boolean servedInPlace = !exploded.root().startsWith(exploded.work());
    JspApplication app =
        new JspApplication(
            assembled.described().descriptor(),
            scanned.jars().stream().map(LibraryJar::fileName).toList(),
            exploded.privateFolder().resolve("jsp"),
            servedInPlace);
    try {
      jsp.addTo(assembled.info(), app);
      return assembled;
    } catch (IOException e) {
      throw new DeploymentException(
          "%s: cannot make folders for compiled pages: %s".formatted(exploded.privateFolder(), e),
          e);
    }
  }
}
