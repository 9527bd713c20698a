package shop;

import java.io.IOException;
import java.util.Locale;
import javax.servlet.jsp.JspException;
import javax.servlet.jsp.tagext.BodyTagSupport;

public class Shout extends BodyTagSupport {
  private static final long serialVersionUID = 1L;

  @Override
  public int doEndTag() throws JspException {
    try {
      pageContext.getOut().print(getBodyContent().getString().toUpperCase(Locale.ROOT));
    } catch (IOException e) {
      throw new JspException(e);
    }
    return EVAL_PAGE;
  }
}
