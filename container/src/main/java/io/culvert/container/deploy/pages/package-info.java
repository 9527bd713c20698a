/**
 * Compiles JSP pages, each once: what a page is compiled from is a path through the build cache, at
 * whose end lie its classes. Doors: {@link io.culvert.container.deploy.pages.CompiledPages}, the
 * pages of one application, {@link io.culvert.container.deploy.pages.PageCompiler}, which Jasper
 * makes for each of them, and {@link io.culvert.container.deploy.pages.PageFailure}, what is wrong
 * with one. Any thread; the one that compiles a page makes the others wait for that page only.
 */
@NullMarked
package io.culvert.container.deploy.pages;

import org.jspecify.annotations.NullMarked;
