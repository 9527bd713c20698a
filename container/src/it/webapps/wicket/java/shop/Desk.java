package shop;

import java.util.Arrays;
import org.apache.wicket.markup.html.WebPage;
import org.apache.wicket.markup.html.basic.Label;
import org.apache.wicket.markup.html.form.Form;
import org.apache.wicket.markup.html.form.TextField;
import org.apache.wicket.markup.html.form.upload.FileUpload;
import org.apache.wicket.markup.html.form.upload.FileUploadField;
import org.apache.wicket.markup.html.link.Link;
import org.apache.wicket.markup.html.list.ListItem;
import org.apache.wicket.markup.html.list.ListView;
import org.apache.wicket.markup.html.panel.FeedbackPanel;
import org.apache.wicket.model.IModel;
import org.apache.wicket.model.Model;
import org.apache.wicket.model.ResourceModel;
import org.apache.wicket.util.lang.Bytes;

public class Desk extends WebPage {
  private final IModel<Integer> count = Model.of(0);
  private final IModel<String> said = Model.of("nothing");

  public Desk() {
    add(new Label("title", new ResourceModel("title")));
    add(new Label("count", count));
    add(
        new Link<Void>("more") {
          @Override
          public void onClick() {
            count.setObject(count.getObject() + 1);
          }
        });
    add(
        new ListView<>("things", Arrays.asList("nail", "screw", "<bolt>")) {
          @Override
          protected void populateItem(ListItem<String> item) {
            item.add(new Label("name", item.getModelObject()));
          }
        });
    add(new Label("said", said));
    add(new FeedbackPanel("feedback"));
    add(greeting());
    add(upload());
  }

  private Form<Void> greeting() {
    IModel<String> name = Model.of("");
    Form<Void> form =
        new Form<>("greet") {
          @Override
          protected void onSubmit() {
            said.setObject("hello " + name.getObject());
          }
        };
    form.add(new TextField<>("name", name).setRequired(true));
    return form;
  }

  private Form<Void> upload() {
    FileUploadField file = new FileUploadField("file");
    Form<Void> form =
        new Form<>("upload") {
          @Override
          protected void onSubmit() {
            FileUpload upload = file.getFileUpload();
            said.setObject(upload.getClientFileName() + " " + upload.getSize());
          }
        };
    form.setMultiPart(true);
    form.setMaxSize(Bytes.kilobytes(40));
    form.add(file);
    return form;
  }
}
