<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="Names and values as the inside of a dl" %>
<%@ attribute name="facts" required="true" type="java.lang.Iterable" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<t:each items="${facts}">
<div><dt>${f:esc(item.name)}</dt><dd>${f:esc(item.value)}</dd></div>
</t:each>
