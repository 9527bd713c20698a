<%@ page contentType="text/html; charset=UTF-8" %><%@ taglib prefix="s" uri="/struts-tags" %>
<html><body><h1><s:text name="title"/></h1><p>visit <s:property value="visits"/></p>
<ul><s:iterator value="things" status="at"><li><s:property value="#at.count"/>: <s:property/></li></s:iterator></ul>
<s:fielderror/>
<s:form action="greet" method="post"><s:textfield name="name"/><s:submit value="Greet"/></s:form>
</body></html>
