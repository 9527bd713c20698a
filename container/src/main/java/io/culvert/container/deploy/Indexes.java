package io.culvert.container.deploy;

import java.nio.file.Path;
import org.jboss.jandex.Index;

/** Where the indexes of an application's classes come from. */
interface Indexes {
  /** Of {@code WEB-INF/classes}; the index is empty when there is no such folder. */
  Index folder(Path classes) throws DeploymentException;

  /** Of a jar, as the running Java version sees it. */
  Index jar(Path jar) throws DeploymentException;
}
