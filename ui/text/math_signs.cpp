#include "ui/text/math_signs.h"

namespace arcscope::ui {

const QHash<QString, QString>& mathSigns() {
  static const QHash<QString, QString> all = [] {
    QHash<QString, QString> names;
    const auto add = [&names](const char* name, char16_t sign) {
      names.insert(QString::fromLatin1(name), QString(QChar(sign)));
    };
    const char* small[] = {"alpha",   "beta", "gamma", "delta",  "epsilon", "zeta", "eta",
                           "theta",   "iota", "kappa", "lambda", "mu",      "nu",   "xi",
                           "omicron", "pi",   "rho",   "",       "sigma",   "tau",  "upsilon",
                           "phi",     "chi",  "psi",   "omega"};
    for (int i = 0; i < 25; ++i)
      if (*small[i] != '\0') add(small[i], static_cast<char16_t>(0x3b1 + i));
    add("varepsilon", 0x3b5);
    add("varphi", 0x3c6);
    add("Gamma", 0x393);
    add("Delta", 0x394);
    add("Theta", 0x398);
    add("Lambda", 0x39b);
    add("Sigma", 0x3a3);
    add("Phi", 0x3a6);
    add("Psi", 0x3a8);
    add("Omega", 0x3a9);
    add("ell", 0x2113);
    add("partial", 0x2202);
    add("nabla", 0x2207);
    add("infty", 0x221e);
    add("cdot", 0x22c5);
    add("times", 0xd7);
    add("pm", 0xb1);
    add("le", 0x2264);
    add("leq", 0x2264);
    add("ge", 0x2265);
    add("geq", 0x2265);
    add("ne", 0x2260);
    add("neq", 0x2260);
    add("approx", 0x2248);
    add("sim", 0x223c);
    add("propto", 0x221d);
    add("equiv", 0x2261);
    add("ll", 0x226a);
    add("gg", 0x226b);
    add("to", 0x2192);
    add("rightarrow", 0x2192);
    add("mapsto", 0x21a6);
    add("in", 0x2208);
    add("ldots", 0x2026);
    add("dots", 0x2026);
    add("cdots", 0x22ef);
    add("lVert", 0x2016);
    add("rVert", 0x2016);
    add("lvert", '|');
    add("rvert", '|');
    add("langle", 0x27e8);
    add("rangle", 0x27e9);
    add("lceil", 0x2308);
    add("rceil", 0x2309);
    add("lfloor", 0x230a);
    add("rfloor", 0x230b);
    add("odot", 0x2299);
    add("circ", 0x2218);
    add("prime", 0x2032);
    add("top", 0x22a4);
    add("cup", 0x222a);
    add("cap", 0x2229);
    add("subset", 0x2282);
    add("forall", 0x2200);
    return names;
  }();
  return all;
}

bool isRelation(QChar c) {
  static const QString relations =
      QStringLiteral("=<>\u2264\u2265\u2260\u2248\u223c\u221d\u2261\u226a\u226b\u2192\u21a6\u2208\u2282");
  return relations.contains(c);
}

bool isBinary(QChar c) {
  static const QString signsBetween = QStringLiteral("+\u2212\u00b1\u22c5\u00d7\u2218\u2299\u222a\u2229");
  return signsBetween.contains(c);
}

}  // namespace arcscope::ui
