<%@ page session="false" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<t:page title="Hello, ${empty param.name ? 'world' : param.name}!" lead="This page is a JSP: HTML with expressions, compiled to a servlet.">
<section class="panel">
<h2>Say it to somebody else</h2>
<form method="get" class="row">
<label>Name <input name="name" maxlength="100" value="${f:esc(param.name)}" autocomplete="off" placeholder="Ada &lt;script&gt;"></label>
<button>As a JSP</button>
<button formaction="${f:esc(pageContext.request.contextPath)}/hello" class="quiet">As a servlet</button>
<button formaction="${f:esc(pageContext.request.contextPath)}/hello.json" class="quiet">As JSON</button>
</form>
<p class="note">Whatever you type comes back escaped.</p>
</section>
</t:page>
