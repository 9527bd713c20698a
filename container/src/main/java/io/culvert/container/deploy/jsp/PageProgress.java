package io.culvert.container.deploy.jsp;

/** Hears how compiling the pages of an application goes on, from any thread, one call at a time. */
@FunctionalInterface
public interface PageProgress {
  /** Hears nothing. */
  PageProgress NONE = (_, _, _) -> {};

  /**
   * One more page is done, whatever came of it.
   *
   * @param done how many are
   * @param pages how many there are
   * @param page its path
   */
  void done(int done, int pages, String page);
}
