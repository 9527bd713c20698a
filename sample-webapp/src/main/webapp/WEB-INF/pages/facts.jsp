<%@ page session="false" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<t:page title="${sheet.title}" lead="${sheet.lead}">
<t:each items="${sheet.groups}">
<section class="panel facts">
<h2>${f:esc(item.title)}</h2>
<dl>
<t:facts facts="${item.facts}"/>
</dl>
</section>
</t:each>
</t:page>
