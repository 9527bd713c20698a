package io.culvert.container.deploy.pages;

/** One page that has to be translated and compiled, or does not, if it is found. */
final class Translation {
  private final PageCompiler compiler;
  private final long begun = System.currentTimeMillis();
  private boolean done;

  Translation(PageCompiler compiler) {
    this.compiler = compiler;
  }

  /** Does it, if that is not done. */
  void run() throws TranslationException {
    if (done) {
      return;
    }
    try {
      compiler.translate();
      done = true;
    } catch (Exception e) {
      throw new TranslationException(e);
    }
  }

  boolean done() {
    return done;
  }

  /** Whether what was read then is what is read now. */
  boolean isRepeatable() {
    return compiler.isMadeOfFilesBefore(begun);
  }

  boolean ahead() {
    return compiler.ahead();
  }

  PageCompiler compiler() {
    return compiler;
  }
}
