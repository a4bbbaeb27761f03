"""The school of the tour, as OneRoster files: one class, its teacher, its grade's leader, the principal,
three guardians of two children. And another school on the same server, where one of them has a second child.
"""
MANIFEST = ("propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.academicSessions,absent\n"
            "file.orgs,bulk\nfile.courses,absent\nfile.classes,bulk\nfile.users,bulk\nfile.roles,bulk\n"
            "file.enrollments,bulk\n")
FILES = {
    "manifest.csv": MANIFEST,
    "orgs.csv": "sourcedId,name,type\ns-1,云溪市青禾小学,school\n",
    "classes.csv": "sourcedId,title,grades,classType,schoolSourcedId\nc-301,三年级(1)班,03,homeroom,s-1\n",
    "users.csv": "sourcedId,enabledUser,username,givenName,familyName,grades\n"
                 "t-01,true,lin.xuemei,雪梅,林,\n"
                 "p-1,true,,思远,陈,\n"
                 "p-2,true,,若溪,欧阳,\n"
                 "g-1,true,luo.xiaoyan,晓燕,罗,\n"
                 "g-2,true,ouyang.ming,明,欧阳,\n"
                 "g-3,true,xu.min,敏,徐,\n"
                 "t-02,true,he.jingyi,静怡,何,03\n"
                 "t-00,true,tang.guodong,国栋,唐,\n",
    "roles.csv": "sourcedId,userSourcedId,role,orgSourcedId\nr-1,t-01,teacher,s-1\nr-2,p-1,student,s-1\n"
                 "r-3,p-2,student,s-1\nr-4,g-1,guardian,s-1\nr-5,g-2,guardian,s-1\nr-6,g-3,guardian,s-1\n"
                 "r-7,t-02,teacher,s-1\nr-8,t-02,ext:gradeLeader,s-1\nr-9,t-00,principal,s-1\n",
    "enrollments.csv": "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary\n"
                       "e-1,c-301,s-1,t-01,teacher,true\ne-2,c-301,s-1,p-1,student,false\n"
                       "e-3,c-301,s-1,p-2,student,false\n",
    "guardianships.csv": "childSourcedId,guardianSourcedId,relation,maySign,receives\np-1,g-1,母亲,true,true\n"
                         "p-2,g-2,父亲,true,true\np-2,g-3,母亲,true,true\n",
}
NAME = "云溪市青禾小学"
PASSWORDS = {"admin": "zhang-2026-qinghe", "lin": "chun-tian-3-1", "luo": "siyuan-2017", "ouyang": "ruoxi-2017",
             "he": "san-nianji-2026", "tang": "qinghe-2026", "other admin": "bailu-2026-chu-yi"}
OTHER_FILES = {
    "manifest.csv": MANIFEST,
    "orgs.csv": "sourcedId,name,type\ns-1,云溪市白鹭中学,school\n",
    "classes.csv": "sourcedId,title,grades,classType,schoolSourcedId\nc-702,七年级(2)班,07,homeroom,s-1\n",
    "users.csv": "sourcedId,enabledUser,username,givenName,familyName,grades\np-1,true,,思齐,陈,\n"
                 "g-1,true,luo.xiaoyan,晓燕,罗,\n",
    "roles.csv": "sourcedId,userSourcedId,role,orgSourcedId\nr-1,p-1,student,s-1\nr-2,g-1,guardian,s-1\n",
    "enrollments.csv": "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary\n"
                       "e-1,c-702,s-1,p-1,student,false\n",
    "guardianships.csv": "childSourcedId,guardianSourcedId,relation,maySign,receives\np-1,g-1,母亲,true,true\n",
}
OTHER_NAME = "云溪市白鹭中学"
