package shop;

import org.apache.wicket.markup.html.WebPage;
import org.apache.wicket.markup.html.basic.Label;
import org.apache.wicket.request.mapper.parameter.PageParameters;

public class Thing extends WebPage {
  public Thing(PageParameters parameters) {
    add(new Label("thing", parameters.get("thing").toString()));
  }
}
