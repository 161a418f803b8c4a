#include "ui/figures/pdf_figure.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <algorithm>

#include "ui/figures/svg_device.h"

namespace arcscope::ui {
namespace {

/// A text string in UTF-16 (ISO 32000-1, 7.9.2.2), spelled in hexadecimal so that nothing needs escaping.
QByteArray pdfText(const QString& text) {
  QByteArray hex = "<FEFF";
  for (const QChar c : text) hex += QByteArray::number(c.unicode(), 16).toUpper().rightJustified(4, '0');
  return hex + '>';
}

QByteArray xmp(const FigureInfo& info) {
  const auto escaped = [](const QString& text) { return xmlText(text).toUtf8(); };
  return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
         "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
         "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
         "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
         " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:arcscope=\"urn:arcscope:figure\">\n"
         "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
         escaped(info.title) + "</rdf:li></rdf:Alt></dc:title>\n<xmp:CreatorTool>Arcscope " +
         escaped(info.version) + "</xmp:CreatorTool>\n<arcscope:view>" + escaped(info.view) +
         "</arcscope:view>\n<arcscope:seed>" + QByteArray::number(info.seed) +
         "</arcscope:seed>\n<arcscope:setting>" + escaped(QString::fromUtf8(info.setting)) +
         "</arcscope:setting>\n</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

/// The number that follows `key` at or after `from`; -1 if there is none.
qint64 numberAfter(const QByteArray& pdf, const QByteArray& key, qsizetype from) {
  const qsizetype at = pdf.indexOf(key, from);
  if (at < 0) return -1;
  qsizetype begin = at + key.size();
  while (begin < pdf.size() && (pdf[begin] == ' ' || pdf[begin] == '\n' || pdf[begin] == '\r')) ++begin;
  qsizetype end = begin;
  while (end < pdf.size() && pdf[end] >= '0' && pdf[end] <= '9') ++end;
  return end > begin ? pdf.mid(begin, end - begin).toLongLong() : -1;
}

/// The same figure is the same file, whenever it is written: spaces in place of the date.
void blankCreationDate(QByteArray& pdf) {
  const qsizetype begin = pdf.indexOf("/CreationDate (");
  const qsizetype end = pdf.indexOf(')', begin);
  if (begin < 0 || end < begin) return;
  std::fill(pdf.begin() + begin, pdf.begin() + end + 1, ' ');
}

}  // namespace

QByteArray withDocumentInfo(const QByteArray& pdf, const QList<std::pair<QByteArray, QString>>& entries) {
  const qsizetype trailer = pdf.lastIndexOf("\ntrailer");
  if (trailer < 0) return pdf;
  const qint64 size = numberAfter(pdf, "/Size", trailer);
  const qint64 root = numberAfter(pdf, "/Root", trailer);
  const qint64 info = numberAfter(pdf, "/Info", trailer);
  const qint64 xref = numberAfter(pdf, "startxref", trailer);
  const QByteArray opening = "\n" + QByteArray::number(info) + " 0 obj";
  const qsizetype object = pdf.indexOf(opening);
  const qsizetype begin = pdf.indexOf("<<", object);
  const qsizetype end = pdf.indexOf("endobj", object);
  if (size < 0 || root < 0 || info < 0 || xref < 0 || object < 0 || begin < 0 || end < begin) return pdf;
  const qsizetype close = pdf.lastIndexOf(">>", end);

  QByteArray result = pdf;
  if (!result.endsWith('\n')) result += '\n';
  const qsizetype at = result.size();
  result += QByteArray::number(info) + " 0 obj\n" + pdf.mid(begin, close - begin);
  for (const auto& [key, value] : entries) result += "/" + key + ' ' + pdfText(value) + '\n';
  result += ">>\nendobj\n";
  const qsizetype table = result.size();
  result += "xref\n" + QByteArray::number(info) + " 1\n" + QByteArray::number(at).rightJustified(10, '0') +
            " 00000 n \ntrailer\n<<\n/Size " + QByteArray::number(size) + "\n/Root " +
            QByteArray::number(root) + " 0 R\n/Info " + QByteArray::number(info) + " 0 R\n/Prev " +
            QByteArray::number(xref) + "\n>>\nstartxref\n" + QByteArray::number(table) + "\n%%EOF\n";
  return result;
}

QByteArray pdfFigure(QSizeF millimetres, const FigureInfo& info,
                     const std::function<void(QPainter&)>& paint) {
  constexpr int dotsPerInch = 7200;  // a hundred to the point: fine enough that no curve is rounded visibly
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setResolution(dotsPerInch);
  writer.setPageSize(QPageSize(millimetres, QPageSize::Millimeter, QString(), QPageSize::ExactMatch));
  writer.setPageMargins(QMarginsF());
  writer.setTitle(info.title);
  writer.setCreator(QStringLiteral("Arcscope ") + info.version);
  writer.setDocumentXmpMetadata(xmp(info));
  {
    QPainter painter(&writer);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(dotsPerInch / 72.0, dotsPerInch / 72.0);
    paint(painter);
  }
  blankCreationDate(bytes);
  return withDocumentInfo(bytes, {{"Subject", QString::fromUtf8(info.json())},
                                  {"Keywords", QStringLiteral("arcscope, seed %1").arg(info.seed)}});
}

}  // namespace arcscope::ui
