<%@ taglib prefix="s" uri="/struts-tags" %><a href="<s:url action="show" namespace="/"/>">show</a>
