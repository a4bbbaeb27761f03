"""Office files as Word, Excel, PowerPoint and WPS write them: with styles, fonts, themes, numbering, comments, forms, charts."""
import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
P = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office 主题"><a:themeElements><a:clrScheme name="Office"/>'
    '<a:fontScheme name="Office"><a:majorFont><a:latin typeface="等线 Light"/><a:font script="Hans" typeface="宋体"/></a:majorFont></a:fontScheme>'
    '<a:fmtScheme name="Office 主题"/></a:themeElements></a:theme>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>三年级暑假语文作业</dc:title><dc:creator>李老师</dc:creator></cp:coreProperties>"
)
APP = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Template>Normal.dotm</Template><Application>WPS 文字</Application></Properties>'


def package(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        for name, part in parts.items():
            file.writestr(name, part)
    return out.getvalue()


def relations(*triples):
    rows = "".join(f'<Relationship Id="rId{i}" Type="http://x/{kind}" Target="{target}"{more}/>' for i, (kind, target, more) in enumerate(triples))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def paragraph(text):
    return f'<w:p><w:pPr><w:pStyle w:val="1"/><w:rPr><w:rFonts w:eastAsia="黑体" w:hint="eastAsia"/></w:rPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def docx(*lines, body="", extra=None):
    form = (
        '<w:sdt><w:sdtPr><w:alias w:val="学生姓名"/><w:tag w:val="姓名"/><w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>请填写姓名</w:t></w:r></w:p></w:sdtContent></w:sdt>'
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="下拉1"/><w:ddList><w:listEntry w:val="参加"/><w:listEntry w:val="不参加"/></w:ddList></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>参加</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    text = "".join(paragraph(line) for line in lines)
    parts = {
        "_rels/.rels": relations(("officeDocument", "word/document.xml", ""), ("thumbnail", "docProps/thumbnail.emf", "")),
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
        "docProps/thumbnail.emf": b"\x01\0\0\0",
        "word/_rels/document.xml.rels": relations(("hyperlink", "http://example.org", ' TargetMode="External"')),
        "word/document.xml": f"<w:document {W}><w:body>{text}{form}{body}</w:body></w:document>",
        "word/styles.xml": f'<w:styles {W}><w:latentStyles><w:lsdException w:name="heading 1"/></w:latentStyles><w:style w:styleId="1"><w:name w:val="标题 1"/><w:basedOn w:val="a"/></w:style></w:styles>',
        "word/fontTable.xml": f'<w:fonts {W}><w:font w:name="宋体"><w:altName w:val="SimSun"/></w:font></w:fonts>',
        "word/numbering.xml": f'<w:numbering {W}><w:lvl><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1章"/></w:lvl><w:lvl><w:lvlText w:val="（%2）"/></w:lvl></w:numbering>',
        "word/comments.xml": f'<w:comments {W}><w:comment w:author="李老师" w:initials="李">{paragraph("请各位家长留意时间")}</w:comment></w:comments>',
        "word/settings.xml": f'<w:settings {W}><w:docVars><w:docVar w:name="commondata" w:val="eyJoZGlkIjoiNzM5In0="/></w:docVars></w:settings>',
        "word/theme/theme1.xml": THEME,
        "customXml/item1.xml": '<s:customData xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"/>',
    }
    return package({**parts, **(extra or {})})


def xlsx(rows, after="", extra=None):
    cells = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows)
    formula = '<row><c t="str"><f>IF(B2&gt;0,"参加","不参加")</f><v>参加</v></c><c><f>SUM(报名!B2:B9)</f><v>3</v></c></row>'
    parts = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", "")),
        "docProps/core.xml": CORE,
        "xl/workbook.xml": f'<workbook {S}><x:absPath xmlns:x="x" url="D:\\语文作业\\"/><sheets><sheet name="报名" sheetId="1"/></sheets><definedNames><definedName name="_xlnm.Print_Area">报名!$A$1:$B$9</definedName></definedNames></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet {S}><sheetData>{cells}{formula}</sheetData><dataValidations><dataValidation type="list" promptTitle="提示" prompt="请选择"><formula1>"是,否"</formula1></dataValidation></dataValidations>{after}</worksheet>',
        "xl/styles.xml": f'<styleSheet {S}><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="&quot;¥&quot;#,##0.00_);[Red]\\(#,##0.00\\)"/></numFmts><fonts><font><name val="宋体"/></font></fonts><cellStyles><cellStyle name="常规"/></cellStyles></styleSheet>',
        "xl/theme/theme1.xml": THEME,
        "xl/charts/chart1.xml": '<c:chartSpace xmlns:c="c" xmlns:a="a"><c:tx><a:t>报名人数</a:t></c:tx><c:cat><c:f>报名!$A$1</c:f><c:pt idx="0"><c:v>一班</c:v></c:pt></c:cat><c:formatCode>General</c:formatCode></c:chartSpace>',
    }
    return package({**parts, **(extra or {})})


def slide(*lines):
    shapes = "".join(f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="标题 1"/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:pPr><a:buChar char="•"/></a:pPr><a:r><a:rPr><a:ea typeface="微软雅黑"/></a:rPr><a:t>{line}</a:t></a:r></a:p></p:txBody></p:sp>' for line in lines)
    return f"<p:sld {P}>{shapes}</p:sld>"


def pptx(*lines, extra=None):
    parts = {
        "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml", "")),
        "docProps/core.xml": CORE,
        "ppt/presentation.xml": f'<p:presentation {P}><p14:section xmlns:p14="p14" name="默认节"/></p:presentation>',
        "ppt/slides/slide1.xml": slide(*lines),
        "ppt/slideMasters/slideMaster1.xml": f'<p:sldMaster {P}><p:cSld name="标题"><p:sp><p:nvPr><p:ph/></p:nvPr><a:t>单击此处编辑母版标题样式</a:t></p:sp></p:cSld></p:sldMaster>',
        "ppt/tags/tag1.xml": f'<p:tagLst {P}><p:tag name="KSO_WM_UNIT_PRESET_TEXT" val="单击此处添加作业内容"/></p:tagLst>',
        "ppt/tableStyles.xml": '<a:tblStyleLst xmlns:a="a"><a:tblStyle styleName="中度样式 2 - 强调 1"/></a:tblStyleLst>',
        "ppt/theme/theme1.xml": THEME,
    }
    return package({**parts, **(extra or {})})
