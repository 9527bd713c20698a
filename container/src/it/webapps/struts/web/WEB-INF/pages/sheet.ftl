<p><#list things as t>${t} </#list></p><@s.url action="show" namespace="/"/>
