<%@ page session="false" %>
<%@ taglib prefix="t" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="f" uri="/WEB-INF/sample.tld" %>
<t:page title="Bodies of any size" lead="Sent and received in constant memory; nothing of what you send is kept.">
<section class="panel">
<h2>Upload</h2>
<form method="post" action="${f:esc(pageContext.request.contextPath)}/upload" enctype="multipart/form-data" class="stack">
<label>A note <input name="note" maxlength="200" value="sent from the sample"></label>
<label>Files, of any size <input type="file" name="file" multiple></label>
<p class="row"><button>Stream it</button>
<button formaction="${f:esc(pageContext.request.contextPath)}/upload/parts" class="quiet">As servlet parts, up to 16 MiB</button></p>
</form>
<p class="note">The first reads the form while it arrives. The second lets the container parse it, as <code>@MultipartConfig</code> does: larger parts pass through temporary files, which is why that has limits.</p>
</section>
<section class="panel">
<h2>Digest a raw body</h2>
<p>PUT or POST anything; the answer says how long it was and its SHA-256.</p>
<pre><code>head -c 3000000000 /dev/zero | curl -T - <var>http://this-server</var>${f:esc(pageContext.request.contextPath)}/digest</code></pre>
</section>
<section class="panel">
<h2>Download</h2>
<p>Lines of 64 bytes, each of which says where it stands, so that a missing piece shows.</p>
<table>
<thead><tr><th scope="col">Size</th><th scope="col">Length known</th><th scope="col">Length unknown</th><th scope="col">Checksum</th></tr></thead>
<tbody>
<tr><th scope="row">64 KiB</th><td><a href="${f:esc(pageContext.request.contextPath)}/download?bytes=65536">download</a></td><td><a href="${f:esc(pageContext.request.contextPath)}/download?bytes=65536&amp;length=unknown">download</a></td><td><a href="${f:esc(pageContext.request.contextPath)}/download.sha256?bytes=65536">SHA-256</a></td></tr>
<tr><th scope="row">1 MB</th><td><a href="${f:esc(pageContext.request.contextPath)}/download?bytes=1000000">download</a></td><td><a href="${f:esc(pageContext.request.contextPath)}/download?bytes=1000000&amp;length=unknown">download</a></td><td><a href="${f:esc(pageContext.request.contextPath)}/download.sha256?bytes=1000000">SHA-256</a></td></tr>
<tr><th scope="row">100 MB</th><td><a href="${f:esc(pageContext.request.contextPath)}/download?bytes=100000000">download</a></td><td><a href="${f:esc(pageContext.request.contextPath)}/download?bytes=100000000&amp;length=unknown">download</a></td><td><a href="${f:esc(pageContext.request.contextPath)}/download.sha256?bytes=100000000">SHA-256</a></td></tr>
</tbody>
</table>
</section>
<section class="panel">
<h2>A static file</h2>
<p><a href="${f:esc(pageContext.request.contextPath)}/assets/lines.txt">assets/lines.txt</a> is the same text as the download of 64 KiB, as a file. Ask for a part of it:</p>
<pre><code>curl -r 64-127 <var>http://this-server</var>${f:esc(pageContext.request.contextPath)}/assets/lines.txt</code></pre>
</section>
<section class="panel">
<h2>Echo, never blocking</h2>
<p>A <code>ReadListener</code> and a <code>WriteListener</code> send the body back while it arrives. If you read slowly, it reads slowly.</p>
<pre><code>curl --data-binary @file <var>http://this-server</var>${f:esc(pageContext.request.contextPath)}/echo | cmp - file</code></pre>
</section>
</t:page>
