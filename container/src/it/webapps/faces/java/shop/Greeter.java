package shop;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class Greeter {
  public String greeting(String name) {
    return "hello " + name;
  }
}
