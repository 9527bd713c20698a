package shop;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.SessionScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.Serializable;
import java.util.List;

@Named
@SessionScoped
public class Desk implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private Greeter greeter;
  private String name;
  private int count;
  private String said;
  private transient Part file;

  @PostConstruct
  void begin() {
    said = "nothing";
  }

  public List<String> getThings() {
    return List.of("nail", "screw", "<bolt>");
  }

  public int getCount() {
    return count;
  }

  public void more() {
    count++;
  }

  public String greet() {
    said = greeter.greeting(name);
    return "said?faces-redirect=true";
  }

  public void upload() {
    FacesContext.getCurrentInstance()
        .addMessage(
            null, new FacesMessage("got " + file.getSubmittedFileName() + " " + file.getSize()));
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getSaid() {
    return said;
  }

  public Part getFile() {
    return file;
  }

  public void setFile(Part file) {
    this.file = file;
  }
}
