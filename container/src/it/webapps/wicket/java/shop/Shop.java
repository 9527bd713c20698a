package shop;

import org.apache.wicket.markup.html.WebPage;
import org.apache.wicket.protocol.http.WebApplication;

public class Shop extends WebApplication {
  @Override
  public Class<? extends WebPage> getHomePage() {
    return Desk.class;
  }

  @Override
  protected void init() {
    super.init();
    getCspSettings().blocking().disabled();
    mountPage("/order/${thing}", Thing.class);
  }
}
