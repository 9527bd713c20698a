package shop;

import java.io.File;
import java.util.List;
import org.apache.struts2.ActionSupport;
import org.apache.struts2.action.UploadedFilesAware;
import org.apache.struts2.dispatcher.multipart.UploadedFile;
import org.apache.struts2.interceptor.parameter.StrutsParameter;

public class Upload extends ActionSupport implements UploadedFilesAware {
  private String note = "";
  private String said = "nothing";

  @Override
  public void withUploadedFiles(List<UploadedFile> files) {
    UploadedFile file = files.get(0);
    said = file.getOriginalName() + " " + ((File) file.getContent()).length();
  }

  public String getNote() {
    return note;
  }

  @StrutsParameter
  public void setNote(String note) {
    this.note = note;
  }

  public String getSaid() {
    return said;
  }
}
