package io.culvert.container.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the file in which applications for Tomcat are configured. */
class TomcatContextTest {
  @TempDir Path root;

  private List<String> remarks(String content) throws Exception {
    Files.createDirectories(root.resolve("META-INF"));
    Files.writeString(root.resolve("META-INF/context.xml"), content);
    List<String> remarks = new ArrayList<>();
    new TomcatContext(remarks::add).report(root);
    return remarks;
  }

  @Test
  void whereThereIsNoneNothingIsSaid() {
    List<String> remarks = new ArrayList<>();
    new TomcatContext(remarks::add).report(root);
    assertEquals(List.of(), remarks);
  }

  @Test
  void everyPartIsNamedWithWhatToDoInstead() throws Exception {
    assertEquals(
        List.of(
            "META-INF/context.xml:1: path of <Context> has no effect; the context path is that of the WAR's name or of --app",
            "META-INF/context.xml:1: sessionCookieName of <Context> has no effect; put <cookie-config> into WEB-INF/web.xml",
            "META-INF/context.xml:2: <Resource name=\"jdbc/shop\"> has no effect; declare it in conf/culvert.toml as [datasource.NAME]",
            "META-INF/context.xml:4: <Realm> has no effect; users are the server's: 'culvert user add', or users.datasource",
            "META-INF/context.xml:7: <Unheard> has no effect"),
        remarks(
            """
            <Context path="/shop" sessionCookieName="S" reloadable="true">
            <Resource name="jdbc/shop" password="secret" url="jdbc:x:y"/>
            <!-- who -->
            <Realm className="org.apache.catalina.realm.LockOutRealm">
            <Realm className="org.apache.catalina.realm.UserDatabaseRealm"/></Realm>
            <WatchedResource>WEB-INF/web.xml</WatchedResource>
            <Unheard/>
            </Context>
            """));
  }

  @Test
  void aFileThatCannotBeReadHarmsNobody() throws Exception {
    assertEquals(
        1, remarks("<!DOCTYPE Context [<!ENTITY x SYSTEM \"/etc/passwd\">]><Context/>").size());
    String broken = remarks("<Context><Valve></Context>").getFirst();
    assertEquals(
        "META-INF/context.xml: ... it would have no effect here anyway",
        broken.replaceFirst("(?s): .*;", ": ..."));
  }
}
