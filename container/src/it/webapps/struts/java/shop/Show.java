package shop;

import java.util.List;
import java.util.Map;
import org.apache.struts2.ActionSupport;
import org.apache.struts2.action.SessionAware;

public class Show extends ActionSupport implements SessionAware {
  private Map<String, Object> session;

  @Override
  public void withSession(Map<String, Object> session) {
    this.session = session;
  }

  @Override
  public String execute() {
    session.merge("visits", 1, (a, b) -> (Integer) a + (Integer) b);
    return SUCCESS;
  }

  public Object getVisits() {
    return session.get("visits");
  }

  public List<String> getThings() {
    return List.of("nail", "screw", "<bolt>");
  }
}
