<%@ page session="false" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<t:page title="Waiting" lead="What a server does while a page waits is what tells servers apart." script="events.js">
<section class="panel">
<h2>On the request thread</h2>
<p>The servlet sleeps, as if a database were slow. Open it in several tabs: the others must not wait for it.</p>
<form method="get" action="${f:esc(pageContext.request.contextPath)}/slow" class="row">
<label>Milliseconds <input type="number" name="ms" min="0" max="30000" value="1000" required></label>
<button>Wait</button>
</form>
</section>
<section class="panel">
<h2>Asynchronously</h2>
<p>The request is put aside and holds no thread. A shorter time-out wins.</p>
<form method="get" action="${f:esc(pageContext.request.contextPath)}/async" class="row">
<label>Milliseconds <input type="number" name="ms" min="0" max="30000" value="1000" required></label>
<label>Time-out <input type="number" name="timeout" min="100" max="30000" value="10000" required></label>
<button>Wait</button>
</form>
</section>
<section class="panel">
<h2>For itself</h2>
<p>The page fetches another page from its own server. If all workers do so at once, and the server has no more, they wait for each other until they give up.</p>
<form method="get" action="${f:esc(pageContext.request.contextPath)}/self" class="row"><button>Call itself</button></form>
<pre><code>seq 64 | xargs -P 64 -I{} curl -s -o /dev/null -w '%{http_code}\n' <var>http://localhost</var>${f:esc(pageContext.request.contextPath)}/self | sort | uniq -c</code></pre>
</section>
<section class="panel" id="events" data-url="${f:esc(pageContext.request.contextPath)}/events">
<h2>For events</h2>
<p>Ten Server-Sent Events, one every half second. They should appear one by one.</p>
<p class="row"><button type="button" id="events-start">Listen</button> <button type="button" id="events-stop" class="quiet" disabled>Stop</button></p>
<ol class="log" id="events-log" aria-live="polite"></ol>
<noscript><p class="note">Listening needs JavaScript. In a terminal: <code>curl -N …/events</code></p></noscript>
</section>
</t:page>
