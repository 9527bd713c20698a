package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.servlet.ServletExtension;
import jakarta.el.ExpressionFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppClassLoaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.String",
        "java.sql.Driver",
        "javax.naming.InitialContext",
        "org.w3c.dom.Document",
        "jakarta.servlet.http.HttpServlet",
        "jakarta.servlet.jsp.PageContext",
        "jakarta.servlet.jsp.jstl.core.Config",
        "jakarta.el.ELContext",
        "jakarta.annotation.PostConstruct",
        "jakarta.websocket.server.ServerContainer",
        "jakarta.websocket.Session",
        "org.apache.jasper.runtime.HttpJspBase",
        "org.apache.jasper.servlet.JspServlet",
        "org.apache.juli.logging.Log",
        "org.apache.tomcat.InstanceManager",
        "org.apache.el.ExpressionFactoryImpl",
        "org.apache.taglibs.standard.tag.rt.core.ForEachTag",
      })
  void classOfTheServerIsOffered(String name) throws Exception {
    try (AppClassLoader loader = app().loader()) {
      assertSame(Class.forName(name), loader.loadClass(name));
      assertNotNull(loader.getResource(name.replace('.', '/') + ".class"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.undertow.Undertow",
        "io.undertow.servlet.api.DeploymentInfo",
        "org.xnio.Xnio",
        "org.jboss.logging.Logger",
        "org.jboss.jandex.Index",
        "org.jboss.metadata.web.spec.WebMetaData",
        "io.culvert.container.deploy.Deployer",
        "picocli.CommandLine",
        "org.apache.tomcat.util.digester.Digester",
        "org.eclipse.jdt.core.compiler.CharOperation",
        "com.example.Missing",
      })
  void otherClassIsHidden(String name) throws Exception {
    try (AppClassLoader loader = app().loader()) {
      assertThrows(ClassNotFoundException.class, () -> loader.loadClass(name));
      String file = name.replace('.', '/') + ".class";
      assertNull(loader.getResource(file));
      assertTrue(Collections.list(loader.getResources(file)).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.undertow.Undertow",
        "org.jboss.logging.Logger",
        "org.slf4j.Logger",
        "org.apache.tomcat.util.digester.Digester"
      })
  void applicationsOwnCopyOfServerClassIsTheOneItGets(String name) throws Exception {
    AppFolder app = app();
    int dot = name.lastIndexOf('.');
    app.javaClass(
        name,
        "package %s; public class %s {}"
            .formatted(name.substring(0, dot), name.substring(dot + 1)));
    try (AppClassLoader loader = app.loader()) {
      assertSame(loader, loader.loadClass(name).getClassLoader());
      assertEquals(
          1, Collections.list(loader.getResources(name.replace('.', '/') + ".class")).size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jakarta.servlet.Servlet", "jakarta.el.ELContext", "java.sql.Driver"})
  void applicationCannotReplaceAnApi(String name) throws Exception {
    AppFolder app = app();
    Path copy = app.root().resolve("WEB-INF/classes").resolve(name.replace('.', '/') + ".class");
    Files.createDirectories(copy.getParent());
    try (InputStream original =
        Class.forName(name).getResourceAsStream(copy.getFileName().toString())) {
      Files.copy(original, copy);
    }
    try (AppClassLoader loader = app.loader()) {
      assertSame(Class.forName(name), loader.loadClass(name));
    }
  }

  @Test
  void applicationsOwnTagLibraryHidesTheServers() throws Exception {
    AppFolder app = app();
    app.javaClass(
        "org.apache.taglibs.standard.tag.rt.core.ForEachTag",
        "package org.apache.taglibs.standard.tag.rt.core; public class ForEachTag {}");
    try (AppClassLoader loader = app.loader()) {
      assertSame(
          loader,
          loader.loadClass("org.apache.taglibs.standard.tag.rt.core.ForEachTag").getClassLoader());
      assertThrows(
          ClassNotFoundException.class,
          () -> loader.loadClass("org.apache.taglibs.standard.tag.rt.core.IfTag"));
      assertNotNull(loader.loadClass("jakarta.servlet.jsp.jstl.core.Config"));
    }
  }

  @Test
  void expressionLanguageOfTheServerIsFoundAsService() throws Exception {
    try (AppClassLoader loader = app().loader()) {
      ExpressionFactory factory =
          ServiceLoader.load(ExpressionFactory.class, loader).findFirst().orElseThrow();
      assertEquals("org.apache.el.ExpressionFactoryImpl", factory.getClass().getName());
    }
  }

  @Test
  void servicesOfTheServerAreHidden() throws Exception {
    try (AppClassLoader loader = app().loader()) {
      assertTrue(
          Collections.list(loader.getResources("META-INF/services/org.xnio.XnioProvider"))
              .isEmpty());
      assertNotNull(
          AppClassLoader.class
              .getClassLoader()
              .getResource("META-INF/services/org.xnio.XnioProvider"));
    }
  }

  @Test
  void applicationCannotExtendTheServersServletEngine() throws Exception {
    AppFolder app =
        app()
            .file(
                "WEB-INF/classes/META-INF/services/io.undertow.servlet.ServletExtension",
                "com.example.Extension");
    try (AppClassLoader loader = app.loader()) {
      assertEquals(0, ServiceLoader.load(ServletExtension.class, loader).stream().count());
    }
  }

  @Test
  void ownResourcesComeFirstAndInClassPathOrder() throws Exception {
    AppFolder app = app().file("WEB-INF/classes/logging.properties", "own");
    app.library("b.jar", new AppFolder(folder.resolve("b")).file("logging.properties", "b"));
    app.library("a.jar", new AppFolder(folder.resolve("a")).file("logging.properties", "a"));
    try (AppClassLoader loader = app.loader()) {
      StringBuilder contents = new StringBuilder();
      for (URL url : Collections.list(loader.getResources("logging.properties"))) {
        contents.append(text(url)).append(' ');
      }
      assertEquals("own a b ", contents.toString());
    }
  }

  @Test
  void twoApplicationsHaveDifferentClasses() throws Exception {
    AppFolder app = app().javaClass("com.example.Thing", "package com.example; class Thing {}");
    try (AppClassLoader one = app.loader();
        AppClassLoader two = app.loader()) {
      assertNotSame(one.loadClass("com.example.Thing"), two.loadClass("com.example.Thing"));
    }
  }

  @Test
  void jarReadThroughItsUrlIsNotHeldOpen() throws Exception {
    AppFolder app = app();
    app.library("a.jar", new AppFolder(folder.resolve("a")).file("x.txt", "one"));
    assertEquals("one", textOfX(app));
    app.library("a.jar", new AppFolder(folder.resolve("a")).file("x.txt", "other"));
    assertEquals("other", textOfX(app));
  }

  private static String textOfX(AppFolder app) throws IOException {
    try (AppClassLoader loader = app.loader()) {
      return text(Objects.requireNonNull(loader.getResource("x.txt")));
    }
  }

  private static String text(URL url) throws IOException {
    try (InputStream in = url.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private AppFolder app() {
    return new AppFolder(folder.resolve("app")).file("WEB-INF/web.xml", "<web-app/>");
  }
}
