package shop;

import org.apache.struts2.interceptor.parameter.StrutsParameter;

public class Greet extends Show {
  private String name = "";

  public String getName() {
    return name;
  }

  @StrutsParameter
  public void setName(String name) {
    this.name = name;
  }
}
